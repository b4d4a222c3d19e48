/** A path as routes know it: `/s/northfield/orders/7` is `/orders/7`, `/s/northfield` is `/`. */
export const withoutShop = (pathname: string): string => pathname.replace(/^\/s\/[^/]+/, '') || '/';

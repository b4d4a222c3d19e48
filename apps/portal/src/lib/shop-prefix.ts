/** A path as routes know it: `/s/northfield/orders/7` is `/orders/7`, `/s/northfield` is `/`; so it is with `/preview`. */
export const withoutShop = (pathname: string): string =>
  pathname.replace(/^\/s\/[^/]+/, '').replace(/^\/preview(?=\/|$)/, '') || '/';

/** Id of the element at which a work is looked at and answered, for pages and for the links that lead there. */
export const placeOf = (work: string): string => `proof-${work.replaceAll(/[^\w.-]/g, '-').slice(0, 190)}`;

/** Where a picture of a logo is found, below the prefix of the shop's addresses. */
export const logoAddress = (id: string, format: 'webp' | 'png'): string => `/files/logo/${id}.${format}`;

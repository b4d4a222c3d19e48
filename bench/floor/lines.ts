/** Six lines of four sizes: the same pieces that Docket's order holds. */
export const fixedLines = Array.from({ length: 6 }, (_, at) => ({
  sku: `sku-${at + 1}`,
  sizes: { S: 4, M: 8, L: 8, XL: 4 },
}));

/** Where a colleague is asked to answer a question: beside the orders, of which `page` is one. */
export const forwardAddress = (page: string, question: string): string =>
  `${page.slice(0, page.lastIndexOf('/orders/'))}/approvals/${question}/forward`;

/** Where a work's mockups are as PDF, without the number of one. `files` as slots have it. */
export const pdfAddress = (
  files: string,
  { reader, order, work }: { readonly reader: 'staff' | 'customer'; readonly order: string; readonly work: string },
): string =>
  `${files}/${reader === 'staff' ? 'staff-mockup.pdf' : 'mockup.pdf'}?order=${order}&work=${encodeURIComponent(work)}`;

/** Where records of answers are as PDF, without the question. */
export const recordsAddress = (files: string, reader: 'staff' | 'customer'): string =>
  `${files}/${reader === 'staff' ? 'staff-certificate.pdf' : 'certificate.pdf'}?approval=`;

/** What a contact may do for its customer; `charges` is to see them, `contacts` to manage the people of the customer. */
export const contactRights = ['order', 'approve', 'pay', 'charges', 'contacts'] as const;

export type ContactRight = (typeof contactRights)[number];

/** What a contact gets unless somebody decides otherwise: all but managing people. */
export const ordinaryRights: readonly ContactRight[] = ['order', 'approve', 'pay', 'charges'];

/** Every address of the portal, below the prefix of the shop. */
export type Links = ReturnType<typeof linksOf>;

/** The addresses of a shop whose prefix is `base`: empty, or `/s/<shop>`. */
export function linksOf(base: string) {
  const draft = (id: string): string => `${base}/draft/${id}`;
  return {
    /** The shop's entrance; after signing in it leads to `to`. */
    entrance: (to?: string): string => (base || '/') + (to ? `?to=${encodeURIComponent(to)}` : ''),
    home: (customer: string): string => `${base}/portal/${encodeURIComponent(customer)}`,
    submit: `${base}/submit`,
    draft,
    part: (id: string, part: string): string => `${draft(id)}/${part}`,
    review: (id: string): string => `${draft(id)}/review`,
    sent: (id: string): string => `${draft(id)}/sent`,
    /** Where a part's form is posted. */
    savePart: (id: string, part: string): string => `${base}/files/drafts/${id}/${part}`,
    order: (number: number): string => `${base}/orders/${number}`,
    /** Where an order is called off. */
    cancelOrder: (number: number): string => `${base}/orders/${number}/cancel`,
    /** What the shop asks. */
    approvals: `${base}/approvals`,
    /** Where a colleague is asked to answer a question. */
    forward: (question: string): string => `${base}/approvals/${question}/forward`,
    /** What was asked, what was answered, and all that proves it. */
    record: (approval: string): string => `${base}/approvals/${approval}`,
    devices: `${base}/devices`,
    /** Says what a passkey is to sign, when it is posted to. */
    passkeys: (question: 'ask' | 'askProof' | 'askNew'): string => `${base}/trpc/portal/passkeys.${question}`,
    mails: `${base}/mails`,
    previews: `${base}/previews`,
    /** Where the own data are asked for. */
    yourData: `${base}/devices/data`,
    data: (id: string): string => `${base}/files/exports/${id}`,
    people: `${base}/company/people`,
    /** A colleague to change; `new` for one to add. */
    person: (id: string): string => `${base}/company/people/${id}`,
    addresses: `${base}/company/addresses`,
    /** An address to change; `new` for one to add. */
    address: (id: string): string => `${base}/company/addresses/${id}`,
    uploads: `${base}/files/tus`,
    file: (id: string, name: string): string => `${base}/files/${id}/${encodeURIComponent(name)}`,
    made: (plugin: string): string => `${base}/files/made/${plugin}`,
    give: (plugin: string): string => `${base}/files/given/${plugin}`,
    files: `${base}/files`,
    preview: (id: string): string => `${base}/files/${id}/preview`,
  };
}

/** The address when it is a path of this shop, else undefined: nobody is led to another site after signing in. */
export function ownPath(to: string | null, base: string): string | undefined {
  const isPath = to !== null && /^\/(?![/\\])[\x21-\x7e]*$/.test(to);
  return isPath && to.startsWith(`${base}/`) ? to : undefined;
}

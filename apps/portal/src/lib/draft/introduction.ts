/** Who a stranger says to be, before the order form opens. */
export interface Introduction {
  readonly name: string;
  readonly email: string;
  readonly company: string;
  /** A field that people do not see: who fills it in is a machine. */
  readonly trap: string;
}

/** What is wrong with an introduction, by field: message keys. */
export type IntroductionFaults = Partial<Record<'name' | 'email', string>>;

/** Says what is missing, so that it can be said at the field. The server decides in the end. */
export function faultsOf({ name, email }: Introduction): IntroductionFaults {
  return {
    ...(name === '' && { name: 'portal.submit.name.missing' }),
    ...(!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email) && { email: 'portal.submit.email.wrong' }),
  };
}

import type { Links } from '#lib/links.ts';

/** A page about the own company. */
export interface CompanyPage {
  readonly id: 'people' | 'addresses';
  readonly href: string;
}

/** The pages about the own company that somebody with these rights may use. */
export function companyPages({ people, addresses }: Links, rights: readonly string[]): readonly CompanyPage[] {
  return [
    ...(rights.includes('contacts') ? [{ id: 'people', href: people } as const] : []),
    ...(rights.includes('order') ? [{ id: 'addresses', href: addresses } as const] : []),
  ];
}

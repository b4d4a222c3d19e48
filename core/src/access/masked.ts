/**
 * An e-mail address for who knows it already, and for nobody else: `sarah@smith.test` is `s…@smith…`. A page that anybody
 * may open shows no more.
 */
export function maskedEmail(email: string): string {
  const at = email.lastIndexOf('@');
  const [first = ''] = email;
  return `${first}…@${email.slice(at + 1).split('.')[0]}…`;
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attachmentAs, cleanName } from './names.ts';

describe('a name', () => {
  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Art\\logo.ai', 'logo.ai'],
    ['logo\u202Egnp.exe', 'logognp.exe'],
    ['a.png\0.html', 'a.png.html'],
    ['  logo .png. ', 'logo .png'],
    ['CON', '_CON'],
    ['com1.pdf', '_com1.pdf'],
    ['preview', '_preview'],
    ['a<b>|c?.svg', 'a_b__c_.svg'],
    ['…', '…'],
    ['', 'file'],
    ['///', 'file'],
  ])('%j is kept as %j', (typed, kept) => {
    expect(cleanName(typed)).toBe(kept);
  });

  it('is cut to 150 characters and keeps its ending', () => {
    const name = cleanName(`${'é'.repeat(4000)}.pdf`);
    expect(Array.from(name)).toHaveLength(150);
    expect(name.endsWith('é.pdf')).toBe(true);
  });

  it('never holds a folder or a control character, and stays what it is when cleaned again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (typed) => {
        const name = cleanName(typed);
        expect(name).not.toMatch(/[/\\\p{Cc}\p{Cf}]/u);
        expect(name.length).toBeGreaterThan(0);
        expect(cleanName(name)).toBe(name);
      }),
    );
  });

  it('stands in a header in plain letters and, beside it, exactly', () => {
    expect(attachmentAs('Größe "1" 100%.pdf')).toBe(
      `attachment; filename="Gr__e _1_ 100_.pdf"; filename*=UTF-8''Gr%C3%B6%C3%9Fe%20%221%22%20100%25.pdf`,
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (typed) => {
        expect(attachmentAs(cleanName(typed))).toMatch(/^[\x20-\x7e]+$/);
      }),
    );
  });
});

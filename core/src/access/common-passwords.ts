/**
 * Words that lists of guesses begin with, written down for this project from general knowledge: no list of anybody was
 * taken over. What people put around such a word (years, exclamation marks, the word twice) is taken off before looking.
 */
const words: ReadonlySet<string> = new Set(
  `password passwort motdepasse contrasena senha wachtwoord passcode passphrase passwd secret topsecret geheim changeme
  changeit changemenow default temporary temppassword newpassword mypassword yourpassword thepassword password123word
  admin administrator adminadmin administration root superuser superadmin sysadmin system manager owner user username
  usuario guest login signin welcome welcomeback welcometo hello helloworld hellohello letmein letmeinnow openup opensesame
  access accesscode master mastermaster trustno trustnoone iloveyou iloveyousomuch iloveu loveyou lovelove loveme jesus
  jesuschrist godisgood godislove princess princesa sunshine sunshineday rainbow flower butterfly football fussball
  baseball basketball hockey soccer liverpool manchester manchesterunited chelsea arsenal barcelona realmadrid juventus
  superman batman spiderman starwars pokemon minecraft fortnite roblox harrypotter gandalf matrix dragon monkey donkey tiger
  elephant chocolate cookie cheese banana orange strawberry coffee pizza hamburger summer winter spring autumn fall
  january february march april june july august september october november december monday tuesday wednesday thursday
  friday saturday sunday germany england france canada america australia newyork london paris berlin chicago texas
  california florida company business office computer laptop internet google facebook microsoft windows apple iphone samsung
  android amazon netflix youtube instagram twitter linkedin whatever nothing something anything everything blahblah
  blablabla testing test tester testtest testpassword demo demodemo example sample foobar foobarbaz abcdefg abcdefgh
  abcdefghi abcdefghij abcdefghijk abcdefghijkl abcdefghijklm abcabcabc abcabc qwerty qwertyqwerty qwertyui qwertyuio
  qwertyuiop qwertyuiopas qwertyuiopasdf qwertyuiopasdfghjkl qwertz qwertzui qwertzuiop azerty azertyuiop asdf asdfasdf
  asdfgh asdfghjk asdfghjkl asdfghjklzxcvbnm zxcvbn zxcvbnm zxcvbnmasdfghjkl qazwsx qazwsxedc qazwsxedcrfv qweasd qweasdzxc
  qweqweqwe asdasdasd zxczxczxc correcthorsebatterystaple correcthorsebattery docket docketdocket customer customerportal
  portal printing orders invoice invoices shop ourshop myshop theshop`.split(/\s+/),
);

/** Signs that stand for letters. */
const letterOf: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/** Keys that lie beside each other, and figures in sequence. */
const runs = [
  '01234567890',
  'abcdefghijklmnopqrstuvwxyz',
  '1q2w3e4r5t6y7u8i9o0p',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p',
];

/** True for a password that anybody would try early: a known word with trimmings, a sequence, a repetition, or a word at hand. */
export function isCommonPassword(password: string, atHand: readonly string[] = []): boolean {
  const bare = password.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
  if (new Set(bare).size < 5 || isRun(bare) || isRun(Array.from(bare).toReversed().join(''))) return true;
  const near = new Set(atHand.map(lettersOf).filter(({ length }) => length > 2));
  return coresOf(password).some((core) => {
    const part = repeatedPart(core);
    return core === '' || words.has(core) || words.has(part) || near.has(core) || near.has(part);
  });
}

/** What is left of it when figures at the ends, signs and spaces are gone, as it stands and with signs read as letters. */
function coresOf(password: string): readonly string[] {
  const lower = password.toLowerCase();
  const inner = lower.replaceAll(/^[^\p{L}@$]+|[^\p{L}]+$/gu, '');
  const read = inner.replaceAll(/[0134577@$!]/g, (sign) => letterOf[sign]!);
  return [lettersOf(inner), lettersOf(read)];
}

const lettersOf = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}]/gu, '');

/** `lamp` of `lamplamplamp`; the whole of what does not repeat. */
const repeatedPart = (text: string): string => /^(.+?)\1*$/.exec(text)?.[1] ?? text;

/** True when it is a stretch of a run, or a short stretch again and again. */
function isRun(bare: string): boolean {
  const part = repeatedPart(bare);
  return part.length <= 3 || runs.some((run) => run.includes(part) || `${run}${run}`.includes(bare));
}

export function withoutColour(text: string): string {
  const [first = '', ...rest] = text.split('\u001b[');
  return first + rest.map((part) => part.slice(part.indexOf('m') + 1)).join('');
}

/** Strings that leave are well-formed: half a surrogate pair makes some clients drop the whole message. */
export function wellFormed<Value>(value: Value): Value {
  return cleaned(value) as Value;
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return lone.test(value) ? value.replaceAll(loneEverywhere, '\ufffd') : value;
  if (Array.isArray(value)) return mapped(value);
  if (typeof value !== 'object' || value === null) return value;
  let copy: Record<string, unknown> | undefined;
  for (const [key, member] of Object.entries(value)) {
    const clean = cleaned(member);
    if (clean !== member) {
      copy ??= { ...value };
      copy[key] = clean;
    }
  }
  return copy ?? value;
}

/** Nothing is copied where nothing is wrong, which is nearly always. */
function mapped(items: readonly unknown[]): readonly unknown[] {
  let copy: unknown[] | undefined;
  for (const [index, item] of items.entries()) {
    const clean = cleaned(item);
    if (clean !== item) {
      copy ??= [...items];
      copy[index] = clean;
    }
  }
  return copy ?? items;
}

const lone = /\p{Cs}/u;
const loneEverywhere = /\p{Cs}/gu;

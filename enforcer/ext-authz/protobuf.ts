/** One field of a protobuf message: a number where it is a varint, else its bytes. */
export type Field = { readonly number: number; readonly value: number | Buffer };

/** The fields of a message in order; throws where it is none. Fixed-width fields come as their bytes. */
export function readFields(message: Buffer): Field[] {
  const fields: Field[] = [];
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let scale = 1; scale <= 2 ** 63; scale *= 128) {
      const byte = message[at];
      if (byte === undefined) break;
      at += 1;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
    throw new Error("a varint does not end");
  };
  const bytes = (length: number): Buffer => {
    const end = at + length;
    if (end > message.length) throw new Error("a field is longer than its message");
    const part = message.subarray(at, end);
    at = end;
    return part;
  };
  while (at < message.length) {
    const key = varint();
    const number = Math.floor(key / 8);
    if (number === 0) throw new Error("a field has no number");
    fields.push({ number, value: readValue(key % 8, varint, bytes) });
  }
  return fields;
}

function readValue(
  wireType: number,
  varint: () => number,
  bytes: (length: number) => Buffer,
): number | Buffer {
  if (wireType === 0) return varint();
  if (wireType === 1) return bytes(8);
  if (wireType === 2) return bytes(varint());
  if (wireType === 5) return bytes(4);
  throw new Error("a field has an unknown type");
}

/** The last field of that number, as protobuf has it; empty where there is none. */
export function messageAt(fields: readonly Field[], number: number): Buffer {
  const value = fields.findLast((field) => field.number === number)?.value;
  return Buffer.isBuffer(value) ? value : Buffer.alloc(0);
}

export const textAt = (fields: readonly Field[], number: number): string =>
  messageAt(fields, number).toString("utf8");

/** Every field of that number, for repeated ones. */
export function messagesAt(fields: readonly Field[], number: number): Buffer[] {
  return fields.flatMap(({ number: own, value }) =>
    own === number && Buffer.isBuffer(value) ? [value] : [],
  );
}

/** A message, text or list of fields as one field. */
export function writeField(number: number, value: string | readonly Buffer[]): Buffer {
  const content = typeof value === "string" ? Buffer.from(value, "utf8") : Buffer.concat(value);
  return Buffer.concat([writeVarint(number * 8 + 2), writeVarint(content.length), content]);
}

export const writeNumber = (number: number, value: number): Buffer =>
  Buffer.concat([writeVarint(number * 8), writeVarint(value)]);

function writeVarint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 0x80);
  return Buffer.from([...bytes, rest]);
}

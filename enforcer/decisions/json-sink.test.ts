import fc from "fast-check";
import { expect, test } from "vitest";
import { putJson, putText, type JsonSink } from "./json-sink.ts";

const sinkOf = (size: number): JsonSink => ({ bytes: Buffer.alloc(size, 0x2e), at: 1 });
const written = ({ bytes, at }: JsonSink) => bytes.toString("utf8", 1, at);

const sink = sinkOf(2000);

function textOf(text: string | null): string {
  sink.at = 1;
  putText(sink, text);
  return written(sink);
}

test("any text is written as JSON.stringify writes it", () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: "binary" }), fc.string()), (text) => {
      expect(textOf(text)).toBe(JSON.stringify(text));
    }),
  );
  // All below 1024, and the surrogates from both sides.
  const codes = Array.from({ length: 0x400 }, (_, code) => [code, 0xd600 + code, 0xdf00 + code]);
  const differs = codes.flat().map((code) => `a${String.fromCharCode(code)}b`);
  expect(differs.filter((text) => textOf(text) !== JSON.stringify(text))).toEqual([]);
  expect(textOf(null)).toBe("null");
});

test("JSON is written as it is", () => {
  sink.at = 1;
  for (const json of ['{"a":"\u{2603}"', ',"b":[1', "]}"]) putJson(sink, json);
  expect(written(sink)).toBe('{"a":"\u{2603}","b":[1]}');
});

test("what finds no room spoils nothing and says how much it needs", () => {
  for (const text of ["plain enough", "snow \u{2603} and \n"]) {
    const small = sinkOf(8);
    putText(small, text);
    expect(small.at).toBe(1 + Buffer.byteLength(JSON.stringify(text)));
    const roomy = { bytes: Buffer.alloc(small.at), at: 1 };
    putText(roomy, text);
    expect(written(roomy)).toBe(JSON.stringify(text));
  }
});

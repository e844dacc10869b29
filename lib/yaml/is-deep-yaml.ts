import { CST, Lexer } from "yaml";

/** A line that begins this far right, or with that many `-`, could open as many levels. */
const columnsMax = 1000;
const indicatorsMax = 64;

/**
 * Whether YAML text nests deeper than that, found without recursion. To be asked before composing: the composer
 * recurses, and near the end of the stack V8 may end the whole process instead of throwing (a regular expression
 * that is compiled there is "out of memory").
 */
export function isDeepYaml(text: string, nestingMax: number): boolean {
  let flow = 0;
  let indicators = 0;
  let isLineStart = true;
  for (const token of new Lexer().lex(text)) {
    const type = CST.tokenType(token);
    if (isLineStart && type === "space" && token.length > columnsMax) return true;
    isLineStart = type === "newline";
    flow = Math.max(flow + flowStep(type), 0);
    if (isLineStart) indicators = 0;
    else if (type === "seq-item-ind" || type === "explicit-key-ind") indicators += 1;
    if (flow > nestingMax || indicators > indicatorsMax) return true;
  }
  return false;
}

function flowStep(type: ReturnType<typeof CST.tokenType>): number {
  if (type === "flow-map-start" || type === "flow-seq-start") return 1;
  return type === "flow-map-end" || type === "flow-seq-end" ? -1 : 0;
}

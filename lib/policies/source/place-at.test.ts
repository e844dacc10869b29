import { describe, expect, test } from "vitest";
import { placeAt } from "./place-at.ts";

/** `|` is the cursor. */
function at(text: string) {
  const place = placeAt(text.replace("|", ""), text.indexOf("|"));
  return place && `${place.writes} ${place.path.join(".")} ${place.typed}`.trim();
}

describe("where somebody writes", () => {
  test.each([
    ["na|", "key  na"],
    ["name: x\nef|", "key  ef"],
    ["name: x\neffect: |", "value effect"],
    ["effect: per|", "value effect per"],
    ["subjects:\n  |", "key subjects"],
    ["subjects:\n  ro|\nresources: {}", "key subjects ro"],
    ["subjects:\n  roles:\n    - fin|", "key subjects.roles.0 fin"],
    ["subjects:\n  roles:\n    - a\n    - fin|", "key subjects.roles.1 fin"],
    ["subjects:\n  roles:\n  - a\n  users:\n  - |", "key subjects.users.0"],
    ["subjects:\n  roles: [a, fi|", "value subjects.roles.1 fi"],
    ["subjects:\n  roles: [a, fi|]", "value subjects.roles.1 fi"],
    ["subjects: {roles: [a], us|", "key subjects us"],
    ["subjects: {roles: [a], users: [|]}", "value subjects.users.0"],
    ["resources:\n  apis: [\n    a,\n    b|", "value resources.apis.1 b"],
    ["when:\n  - mf|", "key when.0 mf"],
    ["when:\n  - mfa: { strength: ph|", "value when.0.mfa.strength ph"],
    ["when:\n  - mfa: { strength: any }\n  - device:\n      tr|", "key when.1.device tr"],
    [
      "when:\n- mfa: {}\n- attribute: { left: subject.te|",
      "value when.1.attribute.left subject.te",
    ],
    ["when:\n  - mfa: {}\nrea|", "key  rea"],
    ["reason: 'a, [b' # x\nmode: |", "value mode"],
  ])("%j is %j", (text, place) => {
    expect(at(text)).toBe(place);
  });

  test("nothing is completed in a comment", () => {
    expect(at("# na|")).toBeNull();
    expect(at("name: x # why |")).toBeNull();
  });

  test("keys that the map has already are known", () => {
    const text = "name: x\nsubjects: {roles: [a], ";
    expect(placeAt(text, text.length)?.taken).toEqual(["roles"]);
    expect(placeAt("name: x\neffect: permit\n", 23)?.taken).toEqual(["name", "effect"]);
  });
});

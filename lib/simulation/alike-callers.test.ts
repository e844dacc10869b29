import { describe, expect, test } from "vitest";
import type { DeviceRecord } from "#lib/engine/deployment.ts";
import type { PolicyDocument } from "#lib/engine/policy-document.ts";
import { alikeCallers } from "./alike-callers.ts";
import { holderOf, type People } from "./world.ts";

const laptop = (subject: string, trust: DeviceRecord["trust"]): DeviceRecord => ({
  seq: 7,
  subject,
  platform: "linux",
  state: "trusted",
  trust,
  posture: {},
  attributes: {},
});

const people: People = {
  subjects: {
    ana: { ...holderOf("finance"), seq: 1, attributes: { team: "red", badge: 1 } },
    ben: { ...holderOf("finance"), seq: 2, attributes: { team: "blue", badge: 2 } },
    cat: { ...holderOf("finance"), seq: 3, attributes: { team: "red", badge: 3 } },
    dan: holderOf("support"),
  },
  devices: { one: laptop("ana", "managed"), two: laptop("cat", "managed") },
};

function groups(policy: Partial<PolicyDocument>, among: People = people) {
  const policies: PolicyDocument[] = [{ name: "p", effect: "permit", ...policy }];
  return alikeCallers(among, [{ apis: [], policies }]).map((group) =>
    group.map(({ subject }) => subject).join(" "),
  );
}

const equals = (left: string) => ({ attribute: { left, operator: "equals" as const, right: "x" } });

describe("callers that are decided alike", () => {
  test("are those with equal roles and devices, whatever else is known of them", () => {
    expect(groups({})).toEqual(["", "ana cat", "ben", "dan"]);
  });

  test("are told apart by what a policy reads of them", () => {
    const bare = { ...people, devices: {} };
    expect(groups({}, bare)).toEqual(["", "ana ben cat", "dan"]);
    expect(groups({ when: [equals("subject.team")] }, bare)).toEqual(["", "ana cat", "ben", "dan"]);
    expect(groups({ unless: [equals("subject.badge")] }, bare)).toHaveLength(5);
  });

  test("are each their own where a policy names them or may read who they are", () => {
    expect(groups({ subjects: { users: ["cat"] } })).toEqual(["", "ana", "ben", "cat", "dan"]);
    for (const name of ["subject.id", "device.id", "device.owner", "token.sub"])
      expect(groups({ when: [equals(name)] })).toEqual(["", "ana", "ben", "cat", "dan"]);
  });
});

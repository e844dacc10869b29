import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadPolicy } from "@open-policy-agent/opa-wasm";
import type { Atom, PeerRule } from "#bench/deployment/peer-rule.ts";
import { factsOf, type Prepare } from "#bench/engine/contender.ts";
import { findOpa } from "#lib/bundle/testing/find-opa.ts";

/** As OPA's own advice is: rules as data, looked up by operation and role and never scanned. */
const rego = `
package bench

import rego.v1

default allow := false

allow if {
	some role in input.roles
	some rule in data.permits[input.operation][role]
	all_hold(rule.when)
	not forbidden
}

forbidden if {
	some rule in data.forbids[input.operation]
	all_hold(rule.when)
	not lifted(rule)
}

lifted(rule) if {
	count(rule.unless) > 0
	all_hold(rule.unless)
}

all_hold(atoms) if {
	every atom in atoms {
		holds(atom)
	}
}

holds(atom) if {
	atom.is == "atLeast"
	input[atom.fact] >= atom.value
}

holds(atom) if {
	atom.is == "atMost"
	input[atom.fact] <= atom.value
}

holds(atom) if {
	atom.is == "equals"
	input[atom.fact] == atom.value
}

holds(atom) if {
	atom.is == "has"
	atom.value in input[atom.fact]
}

holds(atom) if {
	atom.is == "sameAs"
	input[atom.fact] == input[atom.value]
}

holds(atom) if {
	atom.is == "oneOf"
	input[atom.fact] in atom.value
}

holds(atom) if {
	atom.is == "noneOf"
	not input[atom.fact] in atom.value
}
`;

export const opaWasm: Prepare = async (world) => {
  const policy = await loadPolicy(compile(), { initial: 160, maximum: 4096 });
  policy.setData(indexRules(world.rules));
  const facts = factsOf(world);
  return (index) => {
    const results: unknown = policy.evaluate(facts[index]);
    const [first]: readonly unknown[] = Array.isArray(results) ? results : [];
    return typeof first === "object" && first !== null && Reflect.get(first, "result") === true;
  };
};

/** By the real OPA's compiler. */
function compile(): Buffer {
  const opa = findOpa();
  if (opa === null) throw new Error("there is no opa to compile with: set OPA_PATH");
  const folder = mkdtempSync(join(tmpdir(), "bench-wasm-"));
  try {
    writeFileSync(join(folder, "bench.rego"), rego);
    const options = { cwd: folder, timeout: 60_000 };
    execFileSync(opa, ["build", "-t", "wasm", "-e", "bench/allow", "bench.rego"], options);
    execFileSync("tar", ["xzf", "bundle.tar.gz", "/policy.wasm"], options);
    return readFileSync(join(folder, "policy.wasm"));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

type Indexed = { readonly when: readonly Atom[]; readonly unless: readonly Atom[] };

function indexRules(rules: readonly PeerRule[]) {
  const permits: Record<string, Record<string, Indexed[]>> = {};
  const forbids: Record<string, Indexed[]> = {};
  for (const { effect, role, operations, when, unless } of rules)
    for (const operation of operations) {
      if (effect === "forbid") (forbids[operation] ??= []).push({ when, unless });
      else ((permits[operation] ??= {})[role ?? ""] ??= []).push({ when, unless });
    }
  return { permits, forbids };
}

import { expect, test } from "vitest";
import { fixedNow, makeWorld } from "#bench/deployment/make-world.ts";
import { naive } from "#bench/deployment/naive.ts";
import { sizeOf } from "#bench/deployment/size.ts";
import {
  parseDirectoryData,
  parsePolicyData,
  parseSignalsData,
} from "#lib/engine/parse-deployment.ts";
import { casbin } from "./peers/casbin.ts";
import { casl } from "./peers/casl.ts";
import { sallyport, sallyportStrangers, sallyportUsers } from "./peers/sallyport.ts";

const world = makeWorld(sizeOf(10), fixedNow, 300);
const expected = world.requests.map(({ facts }) => naive(world.rules, facts));

test("what benchmarks decide is a deployment that an enforcer would take", () => {
  const { policy, directory, signals } = world.deployment;
  expect(parsePolicyData(policy)).toBe(policy);
  expect(parseDirectoryData(directory)).toBe(directory);
  expect(parseSignalsData(signals)).toBe(signals);
});

test("the mix allows and refuses, so that neither is what is measured alone", () => {
  const allowed = expected.filter(Boolean).length / expected.length;
  expect(allowed).toBeGreaterThan(0.5);
  expect(allowed).toBeLessThan(0.9);
});

test.each([
  ["the engine", sallyport],
  ["the engine with one token for each user", sallyportUsers],
  ["the engine without its memory of callers", sallyportStrangers],
  ["CASL", casl],
  ["node-casbin", casbin],
])("%s answers the mix as the policies mean it", async (_name, prepare) => {
  const ask = await prepare(world);
  expect(expected.map((_, index) => ask(index))).toEqual(expected);
});

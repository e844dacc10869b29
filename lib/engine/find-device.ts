import type { Credential } from "./decision.ts";
import type { Deployment, DeviceRecord } from "./deployment.ts";
import type { DeviceFacts } from "./facts.ts";
import { lookUp } from "./look-up.ts";

type Verified = Extract<Credential, { state: "verified" }>;
type Found = { readonly id: string; readonly record: DeviceRecord };

/** The device's facts, and the worst state of any device whose key or certificate came with the request. */
export type PresentedDevice = {
  readonly facts: DeviceFacts;
  readonly refused: "device-revoked" | "device-quarantined" | null;
};

const none: PresentedDevice = { facts: { state: "none" }, refused: null };

/**
 * Facts of a device count only if the token is bound to its key, or if it is the subject's own: an
 * attacker's registered device does not help with a stolen bearer token.
 */
export function findDevice(
  deployment: Deployment,
  token: Verified,
  subject: string,
): PresentedDevice {
  const { cnf } = token.claims;
  const bound: readonly unknown[] =
    typeof cnf === "object" && cnf !== null ? Object.values(cnf) : noValues;
  const { x5t } = token.proofs;
  if (bound.length === 0 && x5t === null) return none;
  const devices = bound.map((thumbprint) => deviceOf(deployment, thumbprint));
  const connected = x5t === null || bound.includes(x5t) ? null : deviceOf(deployment, x5t);
  return {
    facts: bound.length > 0 ? boundFacts(devices, subject) : ownFacts(connected, subject),
    refused: worse(devices.reduce(worse, null), connected),
  };
}

const noValues: readonly unknown[] = [];

/** Two members of `cnf` must belong to one device. */
function boundFacts(devices: readonly (Found | null)[], subject: string): DeviceFacts {
  const [first] = devices;
  if (!first || devices.some((device) => device?.id !== first.id)) return { state: "unknown" };
  const { id, record } = first;
  return { state: "known", id, record, owned: record.subject === subject };
}

function ownFacts(device: Found | null, subject: string): DeviceFacts {
  if (device?.record.subject !== subject) return { state: "unknown" };
  return { state: "known", id: device.id, record: device.record, owned: true };
}

type Refused = PresentedDevice["refused"];

/** Revoked is worse than quarantined. */
function worse(refused: Refused, device: Found | null): Refused {
  const state = device?.record.state;
  if (state === "revoked" || refused === "device-revoked") return "device-revoked";
  return state === "quarantined" ? "device-quarantined" : refused;
}

function deviceOf({ directory, signals }: Deployment, thumbprint: unknown): Found | null {
  if (typeof thumbprint !== "string") return null;
  const id = lookUp(directory.thumbprints, signals.thumbprints, thumbprint)?.device;
  const record = id === undefined ? null : lookUp(directory.devices, signals.devices, id);
  return id !== undefined && record ? { id, record } : null;
}

import type { PathValues } from "./match-operation.ts";
import type { ParsedAddress } from "./parse-address.ts";
import type { Truth } from "./decision.ts";
import type {
  ApiData,
  DeviceRecord,
  IssuerData,
  OperationData,
  RiskLevel,
  SubjectKind,
  SubjectRecord,
} from "./deployment.ts";

/** What one request's conditions may read. Everything is resolved before the first condition runs. */
export type Facts = {
  /** Integer seconds (rule 11). */
  readonly now: number;
  readonly address: ParsedAddress | null;
  /** As the enforcement point named it, for traces. */
  readonly addressText: string | null;
  readonly country: string | null;
  readonly subject: SubjectFacts;
  readonly token: TokenFacts | null;
  readonly device: DeviceFacts;
  /** The highest of subject, device and session; null for a caller who is not known. */
  readonly risk: RiskLevel | null;
  readonly api: { readonly slug: string; readonly data: ApiData };
  /** Null for an undocumented operation. */
  readonly operation: { readonly id: string; readonly data: OperationData } | null;
  readonly path: PathValues;
  /** Values by name; null for a parameter that came more than once (rule 38). */
  readonly query: () => ReadonlyMap<string, string | null>;
};

export type SubjectFacts =
  | { readonly state: "anonymous" }
  | {
      readonly state: "known";
      readonly id: string;
      /** Null: a verified caller without a directory record may be either. */
      readonly kind: SubjectKind | null;
      readonly record: SubjectRecord | null;
    };

export type TokenFacts = {
  readonly claims: Readonly<Record<string, unknown>>;
  readonly issuerId: string;
  readonly issuer: IssuerData;
  readonly senderConstrained: boolean;
};

export type DeviceFacts =
  | { readonly state: "none" }
  /** A key or certificate was presented that belongs to no known device, or to one whose facts do not count. */
  | { readonly state: "unknown" }
  | {
      readonly state: "known";
      readonly id: string;
      readonly record: DeviceRecord;
      readonly owned: boolean;
    };

export type Evaluate = (facts: Facts) => Truth;

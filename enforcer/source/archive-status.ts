import type { Refusal } from "./refusal.ts";

/** One archive's entry in OPA's status report (management-status), and what `/health?why` reads. */
export type ArchiveStatus = {
  readonly name: string;
  readonly type: "snapshot";
  readonly size?: number;
  readonly active_revision?: string;
  readonly last_request: string;
  readonly last_successful_request: string;
  readonly last_successful_download: string;
  readonly last_successful_activation: string;
  readonly code?: string;
  readonly message?: string;
  readonly http_code?: number;
  readonly errors?: readonly { readonly code: string; readonly message: string }[];
};

/** What OPA writes for "never" (Go's zero time). */
export const never = "0001-01-01T00:00:00Z";

export type ArchiveStatusRecord = {
  readonly read: () => ArchiveStatus;
  readonly requested: () => void;
  /** True: this is news (it was failing before). */
  readonly unchanged: () => boolean;
  readonly activated: (revision: string, size: number, origin: "served" | "disk") => void;
  /** True: this is news (another code or message than before). */
  readonly refused: (refusal: Refusal) => boolean;
};

export function createArchiveStatus(name: string, nowMs: () => number): ArchiveStatusRecord {
  let status: ArchiveStatus = {
    name,
    type: "snapshot",
    last_request: never,
    last_successful_request: never,
    last_successful_download: never,
    last_successful_activation: never,
  };
  const now = () => new Date(nowMs()).toISOString();
  const healed = (): ArchiveStatus => {
    const { code: _code, message: _message, http_code: _http, errors: _errors, ...rest } = status;
    return rest;
  };
  return {
    read: () => status,
    requested: () => {
      status = { ...status, last_request: now() };
    },
    unchanged: () => {
      const news = status.code !== undefined;
      status = { ...healed(), last_successful_request: now() };
      return news;
    },
    activated: (revision, size, origin) => {
      const at = now();
      const served =
        origin === "served" ? { last_successful_request: at, last_successful_download: at } : {};
      status = {
        ...healed(),
        ...served,
        size,
        active_revision: revision,
        last_successful_activation: at,
      };
    },
    refused: ({ code, message, httpStatus }) => {
      const news = status.message !== message || status.errors?.[0]?.code !== code;
      status = {
        ...healed(),
        code: "bundle_error",
        message,
        errors: [{ code, message }],
        ...(httpStatus === null ? {} : { http_code: httpStatus }),
      };
      return news;
    },
  };
}

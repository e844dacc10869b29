/** Code that is fetched when somebody comes near to what needs it, once for the whole page. */
export type Deferred<Code> = {
  /** Null until it is there. */
  readonly code: Code | null;
  /** Fetches it if it is not there; after a failure the next call tries again. */
  readonly fetch: () => Promise<Code>;
};

/** `load` is an `import()`, so that its bundle is one of its own. */
export function deferred<Code>(load: () => Promise<Code>): Deferred<Code> {
  let code: Code | null = null;
  let pending: Promise<Code> | null = null;
  const settle = async () => {
    try {
      code = await load();
      return code;
    } finally {
      pending = null;
    }
  };
  return {
    get code() {
      return code;
    },
    fetch: async () => code ?? (pending ??= settle()),
  };
}

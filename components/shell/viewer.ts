/** Who looks at the page, as the shells show it. */
export type Viewer = {
  readonly name: string;
  /** Below the name: the console role, or the address. */
  readonly detail: string;
};

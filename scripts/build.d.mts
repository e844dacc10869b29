export declare function bundleEntry(
  name: string,
  entry: string,
  external: boolean,
  outfile?: string,
): Promise<void>;

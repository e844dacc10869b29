/** How much an archive may hold before it is refused unread. */
export type BundleLimits = {
  readonly compressedBytesMax: number;
  readonly unpackedBytesMax: number;
  readonly fileBytesMax: number;
  readonly filesMax: number;
};

/** Room for a hundred thousand people and devices; a reader with less memory passes smaller ones. */
export const bundleLimitsDefault: BundleLimits = {
  compressedBytesMax: 64 * 1024 * 1024,
  unpackedBytesMax: 256 * 1024 * 1024,
  fileBytesMax: 256 * 1024 * 1024,
  filesMax: 100,
};

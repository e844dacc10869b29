/** Why an archive was refused; the last good one stays in force. */
export type BundleErrorCode =
  /** Not gzip at all: an error page with status 200, an empty body. */
  | "not-a-bundle"
  /** More bytes, compressed, unpacked or in one file, or more files than the limits allow. */
  | "too-large"
  /** Cut off, checksum wrong, or bytes after the end. */
  | "damaged"
  /** Not the plain tar this format is: links, folders, devices, extensions, odd headers, bytes after the end. */
  | "bad-archive"
  /** A name that leads outside, is absolute, or could be read in two ways. */
  | "bad-name"
  | "duplicate-file"
  | "unsigned"
  /** `.signatures.json` or the token in it is not of the form the format demands. */
  | "bad-signature-file"
  /** Signed by another key than the one that was named, or that key is not known. */
  | "unknown-key"
  | "bad-signature"
  | "wrong-scope"
  /** The signature lists other files than the archive holds. */
  | "files-differ"
  /** A file's bytes are not those that were signed. */
  | "tampered"
  | "bad-manifest"
  | "wrong-roots"
  /** The document is not readable, or its revision is not the manifest's. */
  | "bad-data"
  /** Discovery: past its `not_after`. */
  | "expired";

/** A refused archive. `message` is for administrators and holds no bytes of the archive beyond names. */
export class BundleError extends Error {
  readonly code: BundleErrorCode;

  constructor(code: BundleErrorCode, message: string) {
    super(message);
    this.name = "BundleError";
    this.code = code;
  }
}

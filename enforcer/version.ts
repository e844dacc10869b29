/** The product's version; the build replaces it by the one in package.json. */
export const version = process.env["SALLYPORT_VERSION"] ?? "0.1.0";

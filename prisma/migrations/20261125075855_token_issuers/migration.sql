-- CreateTable
CREATE TABLE "TokenIssuer" (
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "issuer" TEXT NOT NULL,
    "jwksUri" TEXT,
    "pinned" BOOLEAN NOT NULL DEFAULT false,
    "jit" BOOLEAN NOT NULL DEFAULT false,
    "trustedForAssurance" BOOLEAN NOT NULL DEFAULT false,
    "groups" TEXT[],
    "keys" JSONB NOT NULL DEFAULT '{}',
    "fetchedAt" TIMESTAMPTZ(3),
    "dueAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "TokenIssuer_pkey" PRIMARY KEY ("slug")
);

-- CreateIndex
CREATE UNIQUE INDEX "TokenIssuer_issuer_key" ON "TokenIssuer"("issuer");

-- CreateTable
CREATE TABLE "LossCounter" (
    "enforcerId" UUID NOT NULL,
    "process" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "value" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "LossCounter_pkey" PRIMARY KEY ("enforcerId","process","cause")
);

-- CreateIndex
CREATE INDEX "LossCounter_at_idx" ON "LossCounter"("at");

-- CreateIndex
CREATE INDEX "LogLoss_at_idx" ON "LogLoss"("at");

-- CreateIndex
CREATE INDEX "QuarantinedChunk_at_idx" ON "QuarantinedChunk"("at");

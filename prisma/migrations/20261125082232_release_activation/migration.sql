-- CreateTable
CREATE TABLE "ReleaseActivation" (
    "releaseNumber" INTEGER NOT NULL,
    "enforcerId" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ReleaseActivation_pkey" PRIMARY KEY ("releaseNumber","enforcerId")
);

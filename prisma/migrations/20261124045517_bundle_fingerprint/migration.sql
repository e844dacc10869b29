-- AlterTable
ALTER TABLE "Bundle" ADD COLUMN     "fingerprint" TEXT NOT NULL DEFAULT '';

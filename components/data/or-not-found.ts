import { notFound } from "next/navigation";

/** A page's read of one thing: what doesn't exist, or has an impossible name, is the not-found page. */
export async function orNotFound<T>(reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (
      error instanceof Error &&
      "code" in error &&
      (error.code === "not-found" || error.code === "invalid-input")
    )
      notFound();
    throw error;
  }
}

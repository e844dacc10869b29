import { generateDeviceKey, type DeviceKey } from "#lib/client/key-proof.ts";

const databaseName = "sallyport";
const storeName = "keys";
const keyName = "device";

/** This browser's device key, if it has one. It can be used here and read nowhere: it is not extractable. */
export async function storedDeviceKey(): Promise<DeviceKey | null> {
  const found = await inStore("readonly", (store) => store.get(keyName));
  return isDeviceKey(found) ? found : null;
}

/** Makes and keeps a new one, in place of what was there. */
export async function newStoredDeviceKey(): Promise<DeviceKey> {
  const key = await generateDeviceKey(false);
  await inStore("readwrite", (store) => store.put(key, keyName));
  return key;
}

function isDeviceKey(value: unknown): value is DeviceKey {
  return (
    typeof value === "object" &&
    value !== null &&
    "privateKey" in value &&
    value.privateKey instanceof CryptoKey
  );
}

async function inStore(
  mode: IDBTransactionMode,
  run: (store: IDBObjectStore) => IDBRequest,
): Promise<unknown> {
  const opening = indexedDB.open(databaseName, 1);
  opening.addEventListener("upgradeneeded", () => opening.result.createObjectStore(storeName));
  await settled(opening);
  const db = opening.result;
  try {
    const request = run(db.transaction(storeName, mode).objectStore(storeName));
    await settled(request);
    const result: unknown = request.result;
    return result;
  } finally {
    db.close();
  }
}

function settled(request: IDBRequest): Promise<void> {
  return new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve());
    request.addEventListener("error", () =>
      reject(request.error ?? new Error("The browser's storage can't be used.")),
    );
  });
}

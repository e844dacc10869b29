import {
  approveDevice,
  quarantineDevice,
  releaseDevice,
  revokeDevice,
  updateDevice,
} from "./change-device.ts";
import { removeMyDevice, renameMyDevice } from "./change-my-device.ts";
import { createEnrollmentCode } from "./create-enrollment-code.ts";
import { enrollDevice } from "./enroll-device.ts";
import { getDevice, listDevices, listMyDevices } from "./list-devices.ts";

export const deviceVerbs = [
  listDevices,
  getDevice,
  updateDevice,
  approveDevice,
  quarantineDevice,
  releaseDevice,
  revokeDevice,
  listMyDevices,
  createEnrollmentCode,
  enrollDevice,
  removeMyDevice,
  renameMyDevice,
] as const;

import { countSamples } from "./count-samples.ts";
import { removeSamples } from "./remove-samples.ts";

export const sampleVerbs = [countSamples, removeSamples];

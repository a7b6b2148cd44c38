/** What is wrong with the file, in one sentence for the person who opened it. */
export class DataProblem extends Error {}

export const remedy = "Copy or download it again, or repeat the run that made it.";

/** @param {string} name */
export const missingBlock = (name) => new DataProblem(
  `This file is damaged or was cut off: its block "${name}" is missing. ${remedy}`);

/** @param {string} name */
export const unreadableBlock = (name) => new DataProblem(
  `This file is damaged or was cut off: its block "${name}" cannot be read. ${remedy}`);

/** @param {string} name */
export const damagedBlock = (name) => new DataProblem(
  `This file is damaged: the checksum of its block "${name}" is wrong. ${remedy}`);

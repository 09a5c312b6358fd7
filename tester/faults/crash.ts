import type { CrashPlan } from "../cluster/process";
import type { Stream } from "../sim/random";

/** Where in an event a crash falls: its effects are ordered, and a crash keeps a prefix of them (INTERFACE.md). */

/** In the next event that saves, before it has: nothing of the event was ever on the disk. */
export const beforeSave: CrashPlan = (effects) => {
  const save = effects.findIndex(isSave);
  return save < 0 ? undefined : save;
};

/** In the next event that saves and then speaks: what was to be said is saved, and nobody hears it. */
export const betweenSaveAndWord: CrashPlan = (effects) => {
  const save = effects.findIndex((effect, i) => isSave(effect) && effects.slice(i + 1).some(isWord));
  return save < 0 ? undefined : save + 1;
};

/** In the next event that speaks and then saves: what was said isn't kept. */
export const betweenWordAndSave: CrashPlan = (effects) => {
  const word = effects.findIndex((effect, i) => isWord(effect) && effects.slice(i + 1).some(isSave));
  return word < 0 ? undefined : word + 1;
};

/** In the next event that saves more than once, after the first time: half of it is on the disk. */
export const betweenSaves: CrashPlan = (effects) => {
  const saves = effects.flatMap((effect, i) => (isSave(effect) ? [i] : []));
  return saves.length < 2 ? undefined : saves[0] + 1;
};

/** In the next event that saves, right after everything that it did. */
export const afterSave: CrashPlan = (effects) => (effects.some(isSave) ? effects.length : undefined);

/** In the next event that answers, right after everything that it did: all that isn't saved by then is lost. */
export const afterAnswer: CrashPlan = (effects) => (effects.some(isAnswer) ? effects.length : undefined);

/** In the next event that sends to several servers: some get the message, the others don't. */
export const betweenSends: CrashPlan = (effects) => {
  const sends = effects.flatMap((effect, i) => (isSend(effect) ? [i] : []));
  return sends.length < 2 ? undefined : sends[0] + 1;
};

/** After so many more effects, wherever that falls. */
export function afterEffects(count: number): CrashPlan {
  let left = count;
  return (effects) => {
    if (left <= effects.length) return left;
    left -= effects.length;
    return undefined;
  };
}

/** One of these at random: mostly around a save, where what is promised and what is kept may part. */
export function drawCrash(dice: Stream): CrashPlan {
  const plans = [
    beforeSave,
    betweenSaveAndWord,
    betweenWordAndSave,
    betweenSaves,
    afterSave,
    afterAnswer,
    betweenSends,
    afterEffects(dice.int(0, 40)),
  ];
  return dice.pick(plans);
}

function isSave(effect: string): boolean {
  return effect.startsWith("save\t");
}

function isSend(effect: string): boolean {
  return effect.startsWith("send\t");
}

function isAnswer(effect: string): boolean {
  return effect.startsWith("answer\t");
}

/** What another server hears. */
function isWord(effect: string): boolean {
  return isSend(effect) || isAnswer(effect);
}

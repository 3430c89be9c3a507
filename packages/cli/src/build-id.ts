/** Tells this build of Weir from all others. The build puts it here (scripts/build-id.mjs); the sources have none, since they change under it. */
export const buildId: string | undefined = undefined;

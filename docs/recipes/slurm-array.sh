#!/bin/bash
#
# A class, graded by the tasks of a Slurm array. In the folder with kit/ and class/, which all nodes see:
#
#   export RAFTLAB_SALT=...
#   sbatch slurm-array.sh
#
# A task that was ended in the middle goes on where it was: sbatch --array=3 slurm-array.sh
#
#SBATCH --job-name=raftlab
#SBATCH --array=1-8
#SBATCH --cpus-per-task=4
#SBATCH --mem=6G
#SBATCH --time=08:00:00
#SBATCH --output=%x-%a.log

set -euo pipefail

# As many as --array has. Not $SLURM_ARRAY_TASK_COUNT, which is 1 when one task is submitted again.
SHARDS=8

KIT=${KIT:-kit}
CLASS=${CLASS:-class}
SHARDS_DIR=${SHARDS_DIR:-shards}

# The array counts from 1, as --shard does.
exec node "$KIT/.raftlab/cli.js" grade "$CLASS" --out "$SHARDS_DIR/$SLURM_ARRAY_TASK_ID" \
  --shard "$SLURM_ARRAY_TASK_ID/$SHARDS" --jobs "$SLURM_CPUS_PER_TASK"

#!/bin/bash
#
# What the tasks of slurm-array.sh graded, as one. Once they have ended, whatever became of them:
#
#   sbatch --dependency=afterany:JOB slurm-merge.sh
#
#SBATCH --job-name=raftlab-merge
#SBATCH --mem=2G
#SBATCH --time=00:10:00
#SBATCH --output=%x.log

set -euo pipefail

KIT=${KIT:-kit}
SHARDS_DIR=${SHARDS_DIR:-shards}
GRADES=${GRADES:-grades}

exec node "$KIT/.raftlab/cli.js" merge "$SHARDS_DIR"/* --out "$GRADES"

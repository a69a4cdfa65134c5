"""`python -m planapi.embedded` stops the servers in the data folder, even if they are in use."""

import os
import sys

from planapi.embedded import Cluster, EmbeddedPostgresError, stop
from planapi.env import read_environment


def main() -> None:
    data = read_environment(os.environ).data_dir
    for folder in (data / "postgres", data / "test" / "postgres"):
        try:
            if stop(Cluster(folder=folder)):
                sys.stderr.write(f"Stopped the PostgreSQL server of {folder}.\n")
        except EmbeddedPostgresError as error:
            sys.exit(str(error))


if __name__ == "__main__":
    main()

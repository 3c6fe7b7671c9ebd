"""Aid to enroll: whose it is, what it leaves to pay, and how it is settled."""

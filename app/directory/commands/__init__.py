"""What an admin does to units and people: every act in one transaction, none leaves the ward without an admin."""

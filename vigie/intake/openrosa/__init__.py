"""What telephones ask and are answered: documents, bodies in parts, and who is let in."""

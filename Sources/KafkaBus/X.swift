internal import CRDKafka

-- MySQL dump 10.13
CREATE TABLE `events` (`id` int NOT NULL, `body` json DEFAULT NULL);
INSERT INTO `events` VALUES (1,'{\"data\":{\"referenceId\":1,\"messageType\":\"GetInteractionContentMessage\",\"errorMessage\":\"Request failed\"},\"channel\":\"/v2/ucs/interactions\"}'),(2,NULL),(3,'{\"data\":{\"referenceId\":2,\"messageType\":\"GetInteractionContentMessage\",\"errorMessage\":\"it\'s \\\"late\\\"\"},\"channel\":\"/v2/ucs/interactions\"}');
